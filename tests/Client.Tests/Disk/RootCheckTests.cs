using AgentExec.Client.Disk;
using AgentExec.Contracts.Errors;

namespace AgentExec.Client.Tests.Disk;

public sealed class RootCheckTests
{
    [Fact]
    public void Should_refuse_a_file_and_nothing_else()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused = Assert.Throws<AgentExecException>(() => RootCheck.Exists(file));
            Assert.Equal(ErrorCode.InternalError, refused.Error.Code);
            Assert.Contains(file, refused.Error.Message);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.False(RootCheck.Exists(file));
        Assert.True(RootCheck.Exists(Path.GetTempPath()));
        Assert.True(RootCheck.Exists(""));
    }
}
