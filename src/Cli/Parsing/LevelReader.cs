using System.CommandLine;
using AgentExec.Cli.Output;

namespace AgentExec.Cli.Parsing;

/// <summary>Reads the options of one level, one argument after the other, into the form that <see cref="ArgvLevel"/> promises.</summary>
/// <param name="known">The level's options.</param>
internal sealed class LevelReader(IList<Option> known)
{
    private readonly List<Option> _seen = [];

    public List<string> Options { get; } = [];

    public StopOption? Stop { get; private set; }

    /// <summary>Reads <c>--name</c> or <c>--name=value</c>; returns how many further arguments it took.</summary>
    public int ReadLong(string arg, string? next)
    {
        var equals = arg.IndexOf('=');
        var name = equals < 0 ? arg : arg[..equals];
        var option = Find(name) ?? throw new UsageException(
            arg == "--" ? "'--' does not go before the sub-command" : $"unknown option {StderrText.Quote(NameIn(arg))}");
        See(option);
        if (option.Arity.MaximumNumberOfValues == 0)
        {
            if (equals >= 0) throw new UsageException($"option '{name}' takes no value");
            AddFlag(option);
            return 0;
        }

        if (equals >= 0)
        {
            AddValue(name, arg[(equals + 1)..]);
            return 0;
        }

        if (next is null || !CanBeValue(option, next))
            throw new UsageException($"option '{name}' needs a value; one that begins with '-' is given as {name}=VALUE");
        AddValue(name, next);
        return 1;
    }

    /// <summary>Reads a bundle of one-letter flags such as <c>-vv</c>.</summary>
    public void ReadShort(string arg)
    {
        for (var i = 1; i < arg.Length && Stop is null; i++)
        {
            var option = Find("-" + arg[i]) ?? throw new UsageException($"unknown option {StderrText.Quote("-" + arg[i])}");
            See(option);
            AddFlag(option);
        }
    }

    /// <summary>The part that can be an option's name: what follows, behind whatever sign, may be a secret and is not repeated.</summary>
    private static string NameIn(string arg)
    {
        var end = 0;
        while (end < arg.Length && (arg[end] is '-' or '_' || char.IsAsciiLetterOrDigit(arg[end]))) end++;
        return arg[..end];
    }

    private static bool CanBeValue(Option option, string next) =>
        !next.StartsWith('-')
        || next.Length == 1
        // A negative number is taken as the value it was meant to be, to be refused by name.
        || (option.ValueType == typeof(ulong) && char.IsAsciiDigit(next[1]));

    private Option? Find(string name)
    {
        foreach (var option in known)
            if (option.Name == name || option.Aliases.Contains(name))
                return option;
        return null;
    }

    private void See(Option option)
    {
        if (_seen.Contains(option) && option is not CountOption && option.Arity.MaximumNumberOfValues <= 1)
            throw new UsageException($"option '{option.Name}' is given twice");
        _seen.Add(option);
    }

    private void AddFlag(Option option)
    {
        Stop = option as StopOption;
        Options.Add(option.Name);
    }

    private void AddValue(string name, string value)
    {
        Options.Add(value.Length > 0 ? $"{name}={value}" : name);
        if (value.Length == 0) Options.Add(value);
    }
}
