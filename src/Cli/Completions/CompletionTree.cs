using System.CommandLine;
using AgentExec.Cli.Commands;
using AgentExec.Cli.Parsing;

namespace AgentExec.Cli.Completions;

/// <summary>The grammar as completion sees it, made from the verbs and options that the parser reads: nothing is listed twice.</summary>
internal static class CompletionTree
{
    public static CompletionLevel Build()
    {
        var start = Place.Start();
        var program = Level(start.Command, start.Command.Name, start.Verbs);
        return program with { Verbs = [.. program.Verbs, Help(program.Path, program.Verbs)] };
    }

    private static CompletionLevel Level(LevelCommand command, string path, Verb[] verbs) => new(
        path,
        command.Description!,
        [.. verbs.Select(verb => Level(verb.Build(), $"{path} {verb.Name}", verb.Children))],
        [.. command.Options.Select(Option)],
        command.Arguments is [var word, ..] ? Word(word, command) : null);

    /// <summary><c>help</c> is followed by the same names, without anything behind them.</summary>
    private static CompletionLevel Help(string path, CompletionLevel[] verbs)
    {
        return Topic($"{path} {HelpTopic.Verb}", "Print the help of a sub-command", verbs);

        static CompletionLevel Topic(string path, string summary, CompletionLevel[] verbs) =>
            new(path, summary, [.. verbs.Select(verb => Topic($"{path} {verb.Name}", verb.Summary, verb.Verbs))], [], null);
    }

    private static CompletionOption Option(Option option) => new(
        [option.Name, .. option.Aliases],
        option.Description!,
        option.Arity.MaximumNumberOfValues == 0 ? null : new CompletionValue(option.HelpName!, KindOf(option), (option as ChoiceOption)?.Values ?? []),
        option is CountOption || option.Arity.MaximumNumberOfValues > 1);

    // The help's names for values say what they are; these two options are called after the contract.
    private static ValueKind KindOf(Option option) => option switch
    {
        ChoiceOption => ValueKind.Choice,
        { Name: "--root" or "--cwd" } or { HelpName: "DIR" } => ValueKind.Directory,
        { HelpName: "PATH" or "FILE" } => ValueKind.File,
        _ => ValueKind.Free,
    };

    private static CompletionValue Word(Argument word, LevelCommand command) => word switch
    {
        ChoiceArgument choice => new CompletionValue(word.Name, ValueKind.Choice, choice.Values),
        _ when command is VerbCommand { Operands: Operands.Literal } => new CompletionValue(word.Name, ValueKind.Command, []),
        _ => new CompletionValue(word.Name, ValueKind.Free, []),
    };
}
