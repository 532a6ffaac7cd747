using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 7: which variables are refused.</summary>
public sealed class EnvGuardTests
{
    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("LD_LIBRARY_PATH")]
    [InlineData("LD_")]
    [InlineData("ld_audit")]
    [InlineData("DYLD_INSERT_LIBRARIES")]
    [InlineData("Dyld_x")]
    [InlineData("NODE_OPTIONS")]
    [InlineData("NODE_PATH")]
    [InlineData("PYTHONPATH")]
    [InlineData("PYTHONHOME")]
    [InlineData("RUBYLIB")]
    [InlineData("PERL5LIB")]
    [InlineData("BASH_ENV")]
    [InlineData("ENV")]
    [InlineData("env")]
    [InlineData("GCONV_PATH")]
    [InlineData("IFS")]
    [InlineData("SSLKEYLOGFILE")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("JAVA_TOOL_OPTIONS")]
    [InlineData("PATH")]
    [InlineData("Path")]
    public void Refused_whatever_their_case(string key) => Assert.Equal([key], EnvGuard.Refused([key]));

    [Theory]
    [InlineData("LD")]
    [InlineData("LDFLAGS")]
    [InlineData("MY_LD_PRELOAD")]
    [InlineData("MANPATH")]
    [InlineData("ENVIRONMENT")]
    [InlineData("NODE_ENV")]
    [InlineData("HOME")]
    [InlineData("")]
    public void Others_are_not(string key) => Assert.Empty(EnvGuard.Refused([key]));

    [Fact]
    public void All_that_are_refused_are_named_in_their_order_and_what_to_do_instead()
    {
        var refused = EnvGuard.Refused(["IFS", "A", "path", "LD_PRELOAD"]);
        Assert.Equal(["IFS", "path", "LD_PRELOAD"], refused);
        Assert.Contains("nothing was run: IFS, path, LD_PRELOAD; for PATH use path_prepend", EnvGuard.Message(refused), StringComparison.Ordinal);
        Assert.DoesNotContain("path_prepend", EnvGuard.Message(["IFS"]), StringComparison.Ordinal);
    }
}
