namespace AgentExec.Cli.Parsing;

/// <summary><c>help [SUB]...</c>, the same as <c>[SUB]... --help</c> (contract A2).</summary>
internal static class HelpTopic
{
    public const string Verb = "help";

    /// <summary>The place that the words behind <c>help</c> name.</summary>
    public static Place Find(Place place, IReadOnlyList<string> argv, int from)
    {
        var reader = new LevelCommand(Verb, "Print the help of a sub-command");
        foreach (var word in ArgvSplitter.Split(argv, from, reader.Options, Operands.Mixed).Words) place = place.Enter(word);
        return place;
    }
}
