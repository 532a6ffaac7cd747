using System.CommandLine;
using System.Text;
using AgentExec.Cli.Commands;

namespace AgentExec.Cli.Parsing;

/// <summary>Help in English, made from the same options that are read; a pure function of the place.</summary>
internal static class HelpText
{
    private const int Column = 30;

    private const string Durations = "\nTimes: a bare number is in the unit shown; 250ms, 90s, 5m, 1h30m and 2d say their own.\n";

    public static string For(Place place)
    {
        var command = place.Command;
        var text = new StringBuilder();
        text.Append(command.Description).Append("\n\n").Append(Usage(place)).Append('\n');
        if (place.Verbs.Length > 0) Section(text, "Commands", place.Verbs, static verb => Row(verb.Name, verb.Summary));
        if (command.Arguments.Count > 0) Section(text, "Arguments", command.Arguments, static one => Row(Name(one), one.Description));
        Section(text, "Options", command.Options.Where(one => !command.IsGlobal(one)), static one => Row(Name(one), one.Description));
        Section(text, "Global options", command.Options.Where(command.IsGlobal), static one => Row(Name(one), one.Description));
        if (command.Options.Any(static one => one is IDurationOption)) text.Append(Durations);
        if (command is VerbCommand { Notes: { } notes }) text.Append('\n').Append(notes).Append('\n');
        if (place.Verbs.Length > 0) text.Append($"\n'{place.Path} COMMAND --help' tells more about a command.\n");
        return text.ToString();
    }

    public static string Usage(Place place)
    {
        var usage = new StringBuilder($"Usage: {place.Path} [OPTIONS]");
        if (place.Verbs.Length > 0) usage.Append(" <COMMAND>");
        if (place.Command is VerbCommand { Operands: Operands.Literal }) usage.Append(" [--]");
        foreach (var argument in place.Command.Arguments) usage.Append(' ').Append(Name(argument));
        return usage.ToString();
    }

    /// <summary>Where to read on.</summary>
    public static string Hint(Place place) => $"Try '{place.Path} --help'.";

    public static string Name(Argument argument)
    {
        var name = argument.Arity.MinimumNumberOfValues > 0 ? $"<{argument.Name}>" : $"[{argument.Name}]";
        return argument.Arity.MaximumNumberOfValues > 1 ? name + "..." : name;
    }

    private static string Name(Option option)
    {
        var name = option.Name;
        foreach (var alias in option.Aliases) name = $"{alias}, {name}";
        return option.HelpName is { } value ? $"{name} <{value}>" : name;
    }

    private static void Section<T>(StringBuilder text, string title, IEnumerable<T> items, Func<T, string> row)
    {
        var rows = string.Concat(items.Select(row));
        if (rows.Length > 0) text.Append('\n').Append(title).Append(":\n").Append(rows);
    }

    private static string Row(string name, string? description) => $"  {name.PadRight(Column - 2)}  {description}\n";
}
