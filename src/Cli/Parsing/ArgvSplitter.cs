using System.CommandLine;

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
/// <param name="Options">
/// In a form that can be read in one way only: <c>--name=value</c>, or the name and an empty word; flags one by one.
/// </param>
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
}
