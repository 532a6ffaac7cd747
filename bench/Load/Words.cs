using System.Globalization;

namespace AgentExec.Load;

/// <summary>The options of one command, each <c>--name VALUE</c>; whatever nobody asked for is refused.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Directory of the programs under load: <c>--programs</c>, else <c>AGENT_EXEC_NATIVE_DIR</c>, else <c>build/native</c> here.</summary>
    public string Programs => Path.GetFullPath(
        Take("programs") ?? (Environment.GetEnvironmentVariable("AGENT_EXEC_NATIVE_DIR") is { Length: > 0 } given ? given : "build/native"));

    public static Words Parse(IEnumerable<string> words)
    {
        var parsed = new Words();
        foreach (var pair in words.Chunk(2))
        {
            if (pair is not [var name, var value] || !name.StartsWith("--", StringComparison.Ordinal)) throw new ArgumentException($"not an option with a value: {pair[0]}");
            parsed._values[name[2..]] = value;
        }

        return parsed;
    }

    public int Number(string name, int otherwise) => Take(name) is not { } text
        ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"--{name}: not a number: {text}");

    /// <summary>Answers the output when every option was understood.</summary>
    public TextWriter Done(TextWriter output) =>
        _values.Count == 0 ? output : throw new ArgumentException($"no option --{_values.Keys.First()}");

    private string? Take(string name) => _values.Remove(name, out var value) ? value : null;
}
