using AgentExec.Cli.Output;
using AgentExec.Contracts.Jobs;
using Tomlyn.Model;

namespace AgentExec.Cli.Configuration;

/// <summary>What a configuration file says that nobody reads: most often a name with a slip, which would have no effect in silence.</summary>
internal static class UnknownKeys
{
    private static readonly (string Section, string[] Keys)[] Known =
        [("shell", ["unix", "windows"]), ("log", ["max_bytes"]), ("exec", ExecShape.Keys), ("gc", RetentionSettings.Keys)];

    /// <summary>One text for each, with the known name that is nearest.</summary>
    public static IEnumerable<string> Describe(ConfigShape file)
    {
        foreach (var (name, value) in file.Others ?? []) yield return OfTop(name, value is TomlTable or TomlTableArray);
        foreach (var name in file.Shell?.Others?.Keys ?? Enumerable.Empty<string>()) yield return Of(name, "shell");
        foreach (var name in file.Log?.Others?.Keys ?? Enumerable.Empty<string>()) yield return Of(name, "log");
        foreach (var name in file.Exec?.Others?.Keys ?? Enumerable.Empty<string>()) yield return Of(name, "exec");
        foreach (var name in file.Gc?.Others?.Keys ?? Enumerable.Empty<string>()) yield return Of(name, "gc");
    }

    private static string OfTop(string name, bool isSection)
    {
        var sections = Known.Select(static known => (known.Section, $"[{known.Section}]"));
        if (isSection) return $"unknown section {StderrText.Quote(name)} is ignored: {Suggest(name, [.. sections])}";
        var keys = Known.SelectMany(static known => known.Keys.Select(key => (key, $"'{key}' in [{known.Section}]")));
        return $"unknown key {StderrText.Quote(name)} is ignored: {Suggest(name, [.. sections, .. keys])}";
    }

    private static string Of(string name, string section) =>
        $"unknown key {StderrText.Quote(name)} in [{section}] is ignored: "
        + Suggest(name, [.. Known.First(known => known.Section == section).Keys.Select(static key => (key, $"'{key}'"))]);

    private static string Suggest(string name, IReadOnlyList<(string Name, string Shown)> known) =>
        Nearness.Nearest(name, known.Select(static one => one.Name)) is { } nearest
            ? $"did you mean {known.First(one => one.Name == nearest).Shown}?"
            : $"known {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known.Select(static one => one.Shown))}";
}
