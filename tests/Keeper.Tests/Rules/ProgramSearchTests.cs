using System.Text;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class ProgramSearchTests
{
    [Theory]
    [InlineData("/opt/x", "PATH=/a", "", "/opt/x")]
    [InlineData("./x", "PATH=/a", "", "./x")]
    [InlineData("x", "PATH=/a:/b", "/b/x", "/b/x")]
    [InlineData("x", "PATH=/a:/b", "/a/x /b/x", "/a/x")]
    [InlineData("x", "PATH=/a/", "/a/x", "/a/x")]
    [InlineData("x", "PATH=:/b", "./x /b/x", "./x")]
    [InlineData("x", "PATH=", "./x", "./x")]
    [InlineData("x", "PATH=rel", "rel/x", "rel/x")]
    [InlineData("sh", "HOME=/", "/usr/bin/sh", "/usr/bin/sh")]
    [InlineData("sh", "HOME=/", "/bin/sh", "/bin/sh")]
    [InlineData("x", "XPATH=/b", "/b/x", null)]
    [InlineData("x", "PATH=/a", "", null)]
    [InlineData("", "PATH=/a", "/a/", null)]
    public void Should_find_the_program_as_execvp_does(string name, string variable, string executables, string? expected)
    {
        var (program, failure) = Find(name, variable, path => executables.Split(' ').Contains(path) ? ProgramProbe.Executable : ProgramProbe.Missing);
        Assert.Equal(expected, program);
        Assert.Equal(expected is null ? Errno.NoEntry : null, failure?.Errno);
    }

    [Fact]
    public void Should_prefer_a_later_executable_to_an_earlier_file_that_is_none() =>
        Assert.Equal("/b/x", Find("x", "PATH=/a:/b", path => path == "/a/x" ? ProgramProbe.NotExecutable : ProgramProbe.Executable).Program);

    [Fact]
    public void Should_say_permission_denied_when_only_files_were_found_that_may_not_be_executed()
    {
        var failure = Find("x", "PATH=/a:/b", path => path == "/b/x" ? ProgramProbe.NotExecutable : ProgramProbe.Missing).Failure;
        Assert.Equal(new SearchFailure("program /b/x: Permission denied", Errno.Access), failure);
    }

    [Fact]
    public void Should_name_the_path_that_was_searched() =>
        Assert.Equal("program x: not found in PATH (/a:/b)", Find("x", "PATH=/a:/b", _ => ProgramProbe.Missing).Failure!.Text);

    private static (string? Program, SearchFailure? Failure) Find(string name, string variable, Func<string, ProgramProbe> probe)
    {
        var (program, failure) = ProgramSearch.Find(
            SpawnRequest.Bytes(name), [SpawnRequest.Bytes(variable)], path => probe(Encoding.UTF8.GetString(path)));
        return (program is null ? null : Encoding.UTF8.GetString(program), failure);
    }
}
