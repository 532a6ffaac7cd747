namespace AgentExec.Cli.Tests.Completions;

/// <summary>The bash script, driven as bash drives it: words split at <c>=</c>, the cursor in the last one.</summary>
public sealed class BashCompletionTests : IDisposable
{
    private readonly Scratch _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("r", "run")]
    [InlineData("st", "status")]
    [InlineData("--ver", "--verbose --version")]
    [InlineData("host ", "status start stop logs")]
    [InlineData("host st", "status start stop")]
    [InlineData("--root /x host l", "logs")]
    [InlineData("--root = /x host l", "logs")]
    [InlineData("-vv --verbose host l", "logs")]
    [InlineData("list --st", "--state")]
    [InlineData("list --state ", "running exited killed failed unknown")]
    [InlineData("list --state r", "running")]
    [InlineData("list --state =", "running exited killed failed unknown")]
    [InlineData("list --state = ki", "killed")]
    [InlineData("list --state=ki", "--state=killed")]
    [InlineData("list --all --state killed --ta", "--tag")]
    [InlineData("kill x --signal US", "USR1 USR2")]
    [InlineData("kill --s", "--signal")]
    [InlineData("tail --max-bytes 5 --ta", "--tail-lines")]
    [InlineData("run --snap", "--snapshot-after")]
    [InlineData("run --tag list --snap", "--snapshot-after")]
    [InlineData("run --timeout 5", "")]
    [InlineData("run ls --snap", "")]
    [InlineData("run -- --snap", "")]
    [InlineData("status ", "")]
    [InlineData("status -- --r", "")]
    [InlineData("completions ", "bash zsh fish powershell")]
    [InlineData("help ho", "host")]
    [InlineData("help host lo", "logs")]
    [InlineData("schema --r", "--root")]
    public async Task What_can_follow_is_offered(string line, string expected) => Assert.Equal(expected, await Complete(line));

    [Fact]
    public async Task Values_that_are_paths_are_completed_as_such()
    {
        _place.Write("dir one/file", "");
        _place.Write("dir-file", "");
        Assert.Equal($"{_place.Path}/dir one", await Complete($"run --cwd {_place.Path}/di"));
        Assert.Equal($"{_place.Path}/dir one", await Complete($"--root {_place.Path}/di"));
        Assert.Equal(2, (await Complete($"run --env-file {_place.Path}/di", "|")).Split('|').Length);
        Assert.Equal(2, (await Complete($"run --log = {_place.Path}/di", "|")).Split('|').Length);
        Assert.Equal($"{_place.Path}/dir-file", await Complete($"run cat {_place.Path}/dir-"));
    }

    [Theory]
    [InlineData("run bas")]
    [InlineData("run --tag x bas")]
    [InlineData("run -- bas")]
    public async Task A_command_is_completed_as_a_command(string line) => Assert.Contains("bash", (await Complete(line)).Split(' '));

    [Fact]
    public async Task The_script_registers_itself_and_nothing_else()
    {
        var script = await Script();
        Assert.Equal("", await Shell.Run("bash", "-n", script));
        Assert.Equal("complete -F _agent_exec agent-exec\n", await Shell.Run("bash", "--norc", "-c", $"source '{script}' && complete -p"));
    }

    private async Task<string> Complete(string line, string separator = " ")
    {
        var words = line.Split(' ').Select(word => $"'{word}'").Prepend("agent-exec").ToArray();
        // compopt works only while bash itself completes; the script is quiet about that.
        var output = await Shell.Run(
            "bash", "--norc", "-c",
            $"source '{await Script()}'; COMP_WORDS=({string.Join(' ', words)}); COMP_CWORD={words.Length - 1}; _agent_exec; "
            + "[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"");
        return string.Join(separator, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<string> Script() => _place.Write("completion.bash", (await CliRun.Of("completions", "bash")).Stdout);
}
