using System.CommandLine;
using AgentExec.Cli.Commands;
using AgentExec.Cli.Parsing;

namespace AgentExec.Cli.Tests;

/// <summary>The grammar of contract A2. Words are separated by blanks, <c>∅</c> is the empty one.</summary>
public sealed class ArgvSplitterTests
{
    [Theory]
    [InlineData("echo hi --wait -- x", "", "echo hi --wait -- x")]
    [InlineData("-- -dash", "", "-dash")]
    [InlineData("-- -- x", "", "-- x")]
    [InlineData("--env A=B=C -- x", "--env=A=B=C", "x")]
    [InlineData("--env=A=B cmd", "--env=A=B", "cmd")]
    [InlineData("--env A --env=B --env ∅ cmd", "--env=A --env=B --env ∅", "cmd")]
    [InlineData("∅", "", "∅")]
    [InlineData("-", "", "-")]
    [InlineData("--cwd - x", "--cwd=-", "x")]
    [InlineData("--cwd=-x y", "--cwd=-x", "y")]
    [InlineData("--cwd= y", "--cwd ∅", "y")]
    [InlineData("--cwd=--wait y", "--cwd=--wait", "y")]
    [InlineData("--cwd a:b x:y", "--cwd=a:b", "x:y")]
    [InlineData("--wait run --wait", "--wait", "run --wait")]
    [InlineData("--wait @file [suggest]", "--wait", "@file [suggest]")]
    [InlineData("-vv --verbose -v x -v", "--verbose --verbose --verbose --verbose", "x -v")]
    [InlineData("--timeout -1 x", "--timeout=-1", "x")]
    [InlineData("--wait", "--wait", "")]
    [InlineData("x --help", "", "x --help")]
    public void Run_takes_options_first_and_then_everything_literally(string argv, string options, string words)
    {
        var level = ArgvSplitter.Split(Words(argv), 0, new RunCommand().Options, Operands.Literal);
        Assert.Equal(Words(options), level.Options);
        Assert.Equal(Words(words), level.Words);
    }

    [Theory]
    [InlineData("ID --root r", "--root=r", "ID")]
    [InlineData("--root r ID", "--root=r", "ID")]
    [InlineData("-- --root", "", "--root")]
    [InlineData("ID -v extra", "--verbose", "ID extra")]
    public void Other_verbs_take_words_among_their_options(string argv, string options, string words)
    {
        var level = ArgvSplitter.Split(Words(argv), 0, new StatusCommand().Options, Operands.Mixed);
        Assert.Equal(Words(options), level.Options);
        Assert.Equal(Words(words), level.Words);
    }

    [Theory]
    [InlineData("--root r status x", 2)]
    [InlineData("status x", 0)]
    [InlineData("-v", 1)]
    [InlineData("--root=run run", 1)]
    public void A_level_ends_at_the_verb(string argv, int next) =>
        Assert.Equal(next, ArgvSplitter.Split(Words(argv), 0, Place.Start().Command.Options, Operands.Verb).Next);

    [Theory]
    [InlineData("--bogus x", "unknown option '--bogus'")]
    [InlineData("--bogus=SECRET x", "unknown option '--bogus'")]
    [InlineData("--env:SECRET x", "unknown option '--env'")]
    [InlineData("--wai x", "unknown option '--wai'")]
    [InlineData("-x", "unknown option '-x'")]
    [InlineData("-vx", "unknown option '-x'")]
    [InlineData("--wait --wait x", "'--wait' is given twice")]
    [InlineData("--cwd a --cwd b x", "'--cwd' is given twice")]
    [InlineData("--root a --root=b x", "'--root' is given twice")]
    [InlineData("--wait=true x", "'--wait' takes no value")]
    [InlineData("--cwd", "'--cwd' needs a value")]
    [InlineData("--cwd -- x", "'--cwd' needs a value")]
    [InlineData("--cwd --wait x", "'--cwd' needs a value")]
    [InlineData("--env -SECRET x", "'--env' needs a value")]
    public void Breaches_are_named(string argv, string message)
    {
        var wrong = Assert.Throws<UsageException>(
            () => ArgvSplitter.Split(Words(argv), 0, new RunCommand().Options, Operands.Literal));
        Assert.Contains(message, wrong.Message);
        Assert.DoesNotContain("SECRET", wrong.Message);
    }

    [Theory]
    [InlineData("--help --bogus")]
    [InlineData("-h")]
    [InlineData("-vh --bogus")]
    [InlineData("--wait --help x")]
    public void Help_ends_the_reading(string argv)
    {
        var command = new RunCommand();
        Assert.Same(command.Help, ArgvSplitter.Split(Words(argv), 0, command.Options, Operands.Literal).Stop);
    }

    private static string[] Words(string text) =>
        text.Length == 0 ? [] : [.. text.Split(' ').Select(static word => word == "∅" ? "" : word)];
}
