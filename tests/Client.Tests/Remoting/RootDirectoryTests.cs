using AgentExec.Contracts.Errors;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Tests.Remoting;

/// <summary>What a root must be before anything is run from it (contract B13).</summary>
public sealed class RootDirectoryTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_is_made_is_private()
    {
        RootDirectory.Prepare(_scratch.Of("a/b/root"));
        foreach (var path in (string[])["a", "a/b", "a/b/root", "a/b/root/.host"]) Assert.Equal("0700", Mode(path));
        RootDirectory.Prepare(_scratch.Of("a/b/root"));
        Assert.True(RootDirectory.HasHostDirectory(_scratch.Of("a/b/root")));
        Assert.False(RootDirectory.HasHostDirectory(_scratch.Of("a")));
    }

    [Fact]
    public void What_exists_is_left_as_it_is()
    {
        Make("root", "0755");
        RootDirectory.Prepare(_scratch.Of("root"));
        Assert.Equal(("0755", "0700"), (Mode("root"), Mode("root/.host")));
    }

    [Theory]
    [InlineData("0775")]
    [InlineData("0757")]
    [InlineData("0777")]
    public void A_root_that_others_can_write_to_is_refused_with_advice(string mode)
    {
        Make("root", mode);
        var message = Refusal("root");
        Assert.Contains(mode, message, StringComparison.Ordinal);
        Assert.Contains($"chmod go-w '{_scratch.Of("root")}'", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Of("root/.host")));
    }

    [Theory]
    [InlineData("0750")]
    [InlineData("0701")]
    [InlineData("0777")]
    public void A_host_directory_open_to_others_is_refused(string mode)
    {
        Make("root", "0700");
        Make("root/.host", mode);
        Assert.Contains($"chmod 0700 '{_scratch.Of("root/.host")}'", Refusal("root"), StringComparison.Ordinal);
        Assert.Throws<AgentExecException>(() => RootDirectory.HasHostDirectory(_scratch.Of("root")));
    }

    [Fact]
    public void A_linked_host_directory_is_refused()
    {
        Make("root", "0700");
        Make("elsewhere", "0700");
        Directory.CreateSymbolicLink(_scratch.Of("root/.host"), _scratch.Of("elsewhere"));
        Assert.Contains("is not a directory", Refusal("root"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_linked_root_is_the_users_choice()
    {
        Make("elsewhere", "0700");
        Directory.CreateSymbolicLink(_scratch.Of("root"), _scratch.Of("elsewhere"));
        RootDirectory.Prepare(_scratch.Of("root"));
        Assert.Equal("0700", Mode("elsewhere/.host"));
    }

    [Fact]
    public void A_file_is_no_root()
    {
        _scratch.Write("file", "");
        Assert.Contains("file is not a directory", Refusal("file"), StringComparison.Ordinal);
        Assert.Contains(_scratch.Of("file/root"), Refusal("file/root"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_users_root_is_refused()
    {
        Make("root", "0700");
        // Only root can give a directory away; everybody else is denied one that root owns.
        var path = FileOwner.CurrentUser == 0 ? _scratch.Of("root") : "/";
        if (FileOwner.CurrentUser == 0) Nodes.GiveTo(12345, path);
        var error = Assert.Throws<AgentExecException>(() => RootDirectory.Prepare(path)).Error;
        Assert.Contains("belongs to another user", error.Message, StringComparison.Ordinal);
        Assert.Equal("internal_error", error.Code);
    }

    private void Make(string name, string mode)
    {
        Directory.CreateDirectory(_scratch.Of(name));
        File.SetUnixFileMode(_scratch.Of(name), (UnixFileMode)Convert.ToInt32(mode, 8));
    }

    private string Refusal(string name) => Assert.Throws<AgentExecException>(() => RootDirectory.Prepare(_scratch.Of(name))).Error.Message;

    private string Mode(string name) => Convert.ToString(FileOwner.TryRead(_scratch.Of(name), followLink: false)!.Value.Permissions, 8).PadLeft(4, '0');
}
