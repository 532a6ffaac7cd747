using System.CommandLine;

namespace AgentExec.Cli.Parsing;

/// <summary>
/// A level of the grammar: the program, a group of verbs or a verb. Each has global options of its own, so that an option given twice at
/// one level can be told from one given at two (contract A2).
/// </summary>
internal class LevelCommand : Command
{
    public LevelCommand(string name, string summary) : base(name, summary)
    {
        Options.Add(Root);
        Options.Add(Verbose);
        Options.Add(Help);
    }

    public Option<string> Root { get; } = Opt.Text("--root", "PATH", "Jobs root [env: AGENT_EXEC_ROOT]");

    public CountOption Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Say more on stderr: -v info, -vv debug, -vvv trace [env: RUST_LOG]", Arity = ArgumentArity.Zero,
    };

    public StopOption Help { get; } = new("--help", "-h") { Description = "Print this help", Arity = ArgumentArity.Zero };

    /// <summary>Whether the option is one that every level has.</summary>
    public bool IsGlobal(Option option) => option == Root || option == Verbose || option == Help;
}
