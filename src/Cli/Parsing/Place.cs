using System.CommandLine;
using AgentExec.Cli.Commands;
using AgentExec.Cli.Output;

namespace AgentExec.Cli.Parsing;

/// <summary>How far down the verbs a command line has come.</summary>
/// <param name="Command">The level.</param>
/// <param name="Verbs">What may follow; empty at a verb.</param>
/// <param name="Outer">The level before; null at the program itself.</param>
internal sealed record Place(LevelCommand Command, Verb[] Verbs, Place? Outer)
{
    /// <summary>The names from the program's to this level's.</summary>
    public string Path => Outer is null ? Command.Name : $"{Outer.Path} {Command.Name}";

    public Place First => Outer?.First ?? this;

    public static Place Start()
    {
        var program = new LevelCommand("agent-exec", "Runs commands as durable jobs and answers every call with one line of JSON.");
        program.Options.Add(new StopOption("--version") { Description = "Print the version", Arity = ArgumentArity.Zero });
        return new Place(program, VerbTable.All(), null);
    }

    public Place Enter(string name)
    {
        foreach (var verb in Verbs)
        {
            if (verb.Name != name) continue;
            var command = verb.Build();
            Command.Add(command);
            return new Place(command, verb.Children, this);
        }

        throw new UsageException($"unknown sub-command {StderrText.Quote(name)}; known are {Verb.Names(Verbs)}");
    }

    /// <summary>The error with how this level is used and where to read on.</summary>
    public UsageException Explain(UsageException wrong) => new($"{wrong.Message}\n{HelpText.Usage(this)}\n{HelpText.Hint(this)}");
}
