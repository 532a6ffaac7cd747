using System.Text;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tests.Keeping;

public sealed class KeeperMarkTests
{
    [Fact]
    public void Should_read_what_was_written()
    {
        byte[] text = [.. KeeperMark.OrderTaken(7, 99, "b-1"), .. KeeperMark.OutputGoesTo(["pipe:[1]", "pipe:[2]"])];
        var mark = KeeperMark.TryParse(Encoding.ASCII.GetString(text))!;
        Assert.Equal((7, 99L, "b-1"), (mark.Pid, mark.StartTicks, mark.BootId));
        Assert.Equal(["pipe:[1]", "pipe:[2]"], mark.Outputs);
    }

    [Fact]
    public void Should_name_a_terminal()
    {
        byte[] text = [.. KeeperMark.OrderTaken(7, 99, "b-1"), .. KeeperMark.OutputGoesTo(["pts:[3@1795704069.977270985]"])];
        Assert.Equal(["pts:[3@1795704069.977270985]"], KeeperMark.TryParse(Encoding.ASCII.GetString(text))!.Outputs);
    }

    [Theory]
    [InlineData("keeper 7 99 b\n")]
    [InlineData("keeper 7 99 b\noutput \n")]
    [InlineData("keeper 7 99 b\noutput /etc/passwd socket:[3] /dev/pts/3\n")]
    public void Should_name_nothing_where_nothing_is_named(string text) => Assert.Empty(KeeperMark.TryParse(text)!.Outputs);

    [Theory]
    [InlineData("")]
    [InlineData("order taken\n")]
    [InlineData("keeper x 99 b\n")]
    [InlineData("keeper 7 -1 b\n")]
    [InlineData("keeper 1 99 b\n")]
    [InlineData("keeper 7 99\n")]
    [InlineData("keeper 99999999999 99 b\n")]
    public void Should_know_nothing_from_anything_else(string text) => Assert.Null(KeeperMark.TryParse(text));
}
