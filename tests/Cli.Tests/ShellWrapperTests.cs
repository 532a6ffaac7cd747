using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Tests;

/// <summary>Configuration and the shell wrapper (contract A21).</summary>
public sealed class ShellWrapperTests : IDisposable
{
    private readonly Scratch _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task The_option_goes_before_files_even_broken_ones()
    {
        var broken = _place.Write("broken.toml", "[shell");
        Assert.Equal(["zsh", "-c"], await Wrapper("--config", broken, "--shell-wrapper", "zsh\t-c"));
    }

    [Fact]
    public async Task The_named_file_replaces_the_default_one()
    {
        _place.Write("xdg/agent-exec/config.toml", "[shell]\nunix = ['default']");
        Assert.Equal(["named"], await Wrapper("--config", _place.Write("named.toml", "[shell]\nunix = ['named']")));
        Assert.Equal(["default"], await Wrapper());
        Assert.Equal(["sh", "-lc"], await Wrapper("--config", _place.Of("gone.toml")));
        Assert.Equal(["sh", "-lc"], await Wrapper("--config", ""));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative")]
    public async Task Without_an_absolute_xdg_directory_home_counts(string? xdg)
    {
        _place.Write("home/.config/agent-exec/config.toml", "[shell]\nunix = ['homely']");
        Assert.Equal(["homely"], (await Go(xdg)).Client!.Run!.ShellWrapper);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("[shell]\nwindows = ['cmd', '/C']")]
    [InlineData("[other]\nshell = 3\n[shell]\nfuture = 1")]
    [InlineData("\uFEFF[shell]\n")]
    public async Task A_file_that_says_nothing_of_it_leaves_the_built_in(string toml) =>
        Assert.Equal(["sh", "-lc"], await Wrapper("--config", _place.Write("c.toml", toml)));

    [Theory]
    [InlineData("shell.unix = ['a', 'b c']")]
    [InlineData("shell = { unix = ['a', \"b c\"] }")]
    [InlineData("[\"shell\"]\nunix = [\n 'a', # one\n 'b c',\n]")]
    public async Task Every_spelling_of_the_table_is_read(string toml) =>
        Assert.Equal(["a", "b c"], await Wrapper("--config", _place.Write("c.toml", toml)));

    [Theory]
    [InlineData("[shell\n", "line 1: not valid TOML: Unexpected token")]
    [InlineData("a = 1\na = 2", "line 2: not valid TOML")]
    [InlineData("[shell]\nunix = 'sh'", "line 2: expected a [shell] table")]
    [InlineData("[shell]\nunix = [1]", "line 2: expected a [shell] table")]
    [InlineData("[shell]\n\nwindows = 3", "line 3: expected a [shell] table")]
    [InlineData("shell = 3", "line 1: expected a [shell] table")]
    [InlineData("[[shell]]\nunix = ['a']", "expected a [shell] table")]
    [InlineData("[shell]\nunix = []", "[shell] unix is empty")]
    public async Task A_broken_file_is_an_internal_error_with_its_place(string toml, string message)
    {
        var path = _place.Write("c.toml", toml);
        var run = await Go(null, "--config", path);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("""{"schema_version":"0.1","ok":false,"type":"error","error":{"code":"internal_error",""", run.Stdout);
        Assert.Contains(path, run.Stdout);
        Assert.Contains(message, run.Stdout);
        Assert.Null(run.Client);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_internal_error()
    {
        Assert.Contains("cannot be read", (await Go(null, "--config", _place.Path)).Stdout);
        File.WriteAllBytes(_place.Of("latin.toml"), [(byte)'#', 0xE9]);
        Assert.Contains("not valid UTF-8", (await Go(null, "--config", _place.Of("latin.toml"))).Stdout);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task A_blank_option_is_an_internal_error(string blank)
    {
        var run = await Go(null, "--shell-wrapper", blank);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"\"code\":\"{ErrorCode.InternalError}\",\"message\":\"--shell-wrapper is blank", run.Stdout);
    }

    [Fact]
    public async Task Only_run_reads_configuration()
    {
        _place.Write("xdg/agent-exec/config.toml", "[shell");
        Assert.Equal(0, (await new CliRun { Environment = new() { ["XDG_CONFIG_HOME"] = _place.Of("xdg") } }.Go("status", "x")).ExitCode);
    }

    private async Task<IReadOnlyList<string>> Wrapper(params string[] options) =>
        (await Go(_place.Of("xdg"), options)).Client!.Run!.ShellWrapper;

    private Task<CliRun> Go(string? xdg, params string[] options)
    {
        var run = new CliRun { Home = _place.Of("home") };
        if (xdg is not null) run.Environment["XDG_CONFIG_HOME"] = xdg;
        return run.Go(["run", .. options, "x"]);
    }
}
