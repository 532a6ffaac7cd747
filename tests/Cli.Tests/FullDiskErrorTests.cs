using AgentExec.Cli.Output;
using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary>A full disk (A16): the error names the file and may be tried again, whoever made the call.</summary>
public sealed class FullDiskErrorTests
{
    [Fact]
    public void Should_name_the_file_and_be_retryable()
    {
        using var devices = Files.OpenDirectory("/dev");
        using var full = Files.OpenAppend(devices, "full");
        var refused = Assert.Throws<PosixException>(() => full.WriteAll("x"u8));
        Assert.StartsWith("write /dev/full: No space left", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"retryable\":true", Text(refused), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_be_retryable_when_the_runtime_says_it()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        var refused = Assert.ThrowsAny<IOException>(() => full.Write("x"u8));
        Assert.True(DiskRoom.IsMissing(new InvalidOperationException("wrapped", refused)));
    }

    [Theory]
    [InlineData(Errno.Quota, true)]
    [InlineData(Errno.ReadOnly, false)]
    [InlineData(Errno.Access, false)]
    public void Should_be_retryable_only_for_want_of_room(int errno, bool retryable) =>
        Assert.Equal(retryable, ErrorDetail.Internal("no", new PosixException(errno, "write x")).Retryable);

    private static string Text(Exception failure) => System.Text.Encoding.UTF8.GetString(Answer.Of(failure).Line.Span);
}
