using System.CommandLine;
using AgentExec.Cli.Output;

namespace AgentExec.Cli.Parsing;

/// <summary>What a level does with words that are not options.</summary>
internal enum Operands
{
    /// <summary>The first one names a verb and ends the level.</summary>
    Verb,

    /// <summary>They may stand among the options.</summary>
    Mixed,

    /// <summary>From the first one on, everything is literal.</summary>
    Literal,
}

/// <summary>One level of a command line, told apart.</summary>
/// <param name="Options">In a form that can be read in one way only: <c>--name=value</c>, or the name and an empty word; flags one by one.</param>
/// <param name="Words">What is not an option.</param>
/// <param name="Next">Where the next level begins.</param>
/// <param name="Stop">The <see cref="StopOption"/> that was met; nothing behind it was looked at.</param>
internal sealed record ArgvLevel(IReadOnlyList<string> Options, IReadOnlyList<string> Words, int Next, StopOption? Stop);

/// <summary>
/// The grammar of contract A2, a pure function. The parser library sees only its result, because its own reading differs: it also splits at
/// <c>:</c>, drops an empty <c>--name=</c>, takes an unknown option for an operand, lets flags repeat and options go on behind a command.
/// </summary>
internal static class ArgvSplitter
{
    /// <param name="argv">All arguments.</param>
    /// <param name="from">Where the level begins.</param>
    /// <param name="known">The level's options; their arity says whether they take a value and may repeat.</param>
    /// <param name="operands">What words that are not options mean here.</param>
    public static ArgvLevel Split(IReadOnlyList<string> argv, int from, IList<Option> known, Operands operands)
    {
        var level = new LevelReader(known);
        var words = new List<string>();
        var at = from;
        for (; at < argv.Count && level.Stop is null; at++)
        {
            var arg = argv[at];
            if (arg == "--" && operands != Operands.Verb)
            {
                AddFrom(words, argv, at + 1);
                at = argv.Count;
                break;
            }

            if (arg.StartsWith("--", StringComparison.Ordinal)) at += level.ReadLong(arg, at + 1 < argv.Count ? argv[at + 1] : null);
            else if (arg.Length > 1 && arg[0] == '-') level.ReadShort(arg);
            else if (operands == Operands.Mixed) words.Add(arg);
            else
            {
                if (operands == Operands.Literal) AddFrom(words, argv, at);
                break;
            }
        }

        return new ArgvLevel(level.Options, words, operands == Operands.Literal ? argv.Count : at, level.Stop);
    }

    private static void AddFrom(List<string> words, IReadOnlyList<string> argv, int from)
    {
        for (var i = from; i < argv.Count; i++) words.Add(argv[i]);
    }

    private sealed class LevelReader(IList<Option> known)
    {
        private readonly List<Option> _seen = [];

        public List<string> Options { get; } = [];

        public StopOption? Stop { get; private set; }

        /// <summary>Reads <c>--name</c> or <c>--name=value</c>; returns how many further arguments it took.</summary>
        public int ReadLong(string arg, string? next)
        {
            var equals = arg.IndexOf('=');
            // What stands behind the sign may be a secret, so only the name is ever repeated.
            var name = equals < 0 ? arg : arg[..equals];
            var option = Find(name) ?? throw new UsageException(
                arg == "--" ? "'--' does not go before the sub-command" : $"unknown option {StderrText.Quote(name)}");
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
}
