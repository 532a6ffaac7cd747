using System.CommandLine;
using AgentExec.Cli.Commands;
using AgentExec.Cli.Output;

namespace AgentExec.Cli.Parsing;

/// <summary>
/// From arguments to what they ask for. Only the verb that is named gets its options built: start-up pays for nothing else.
/// </summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Strict = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <exception cref="UsageException">The arguments break the grammar (contract A2).</exception>
    public static Reading Read(IReadOnlyList<string> argv)
    {
        var place = Place.Start();
        // The program's name comes first, so that the parser never takes an argument for it.
        var tokens = new List<string>(argv.Count + 4) { place.Command.Name };
        for (var at = 0;;)
        {
            var operands = place.Command is VerbCommand verb ? verb.Operands : Operands.Verb;
            var level = At(place, () => ArgvSplitter.Split(argv, at, place.Command.Options, operands));
            if (level.Stop is { } stop) return new Reading.Text(stop == place.Command.Help ? HelpText.For(place) : VersionText.Line);
            tokens.AddRange(level.Options);
            if (place.Command is VerbCommand leaf) return At(place, () => Invoke(place, leaf, tokens, level.Words));
            if (level.Next == argv.Count) return new Reading.NoVerb(HelpText.For(place));
            var name = argv[level.Next];
            at = level.Next + 1;
            if (name == HelpTopic.Verb) return new Reading.Text(HelpText.For(At(place, () => HelpTopic.Find(place, argv, at))));
            place = At(place, () => place.Enter(name));
            tokens.Add(name);
        }
    }

    private static Reading Invoke(Place place, VerbCommand command, List<string> tokens, IReadOnlyList<string> words)
    {
        CheckCount(command, words);
        if (words.Count > 0)
        {
            tokens.Add("--");
            tokens.AddRange(words);
        }

        var parsed = place.First.Command.Parse(tokens, Strict);
        if (parsed.Errors.Count > 0) throw new UsageException(parsed.Errors[0].Message);
        if (command is TextCommand text) return new Reading.Text(text.Write(parsed));
        if (command is BridgeCommand bridge) return new Reading.Foreground(bridge, parsed);
        string? root = null;
        var verbosity = 0;
        for (var level = place; level is not null; level = level.Outer)
        {
            if (root is null && parsed.GetResult(level.Command.Root) is not null) root = parsed.GetValue(level.Command.Root);
            verbosity += parsed.GetResult(level.Command.Verbose)?.IdentifierTokenCount ?? 0;
        }

        return new Reading.Invocation(command, place, parsed, root, verbosity);
    }

    private static void CheckCount(Command command, IReadOnlyList<string> words)
    {
        int least = 0, most = 0;
        foreach (var argument in command.Arguments)
        {
            least += argument.Arity.MinimumNumberOfValues;
            if (words.Count < least) throw new UsageException($"missing {HelpText.Name(argument)}");
            most += argument.Arity.MaximumNumberOfValues;
        }

        if (words.Count > most) throw new UsageException($"unexpected argument {StderrText.Quote(words[most])}");
    }

    private static T At<T>(Place place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UsageException wrong)
        {
            throw place.Explain(wrong);
        }
    }
}
