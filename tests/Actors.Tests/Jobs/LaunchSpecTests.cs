using System.Text;
using AgentExec.Actors.Jobs;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Tests.Jobs;

public sealed class LaunchSpecTests
{
    [Fact]
    public void Should_describe_without_what_is_masked_or_from_files()
    {
        var run = Requests.Run() with
        {
            Env = ["A=secret=x", "B=1", "C", "A=again", "=odd"], Mask = ["A", "D"], Tags = ["b", "a", "b"], EnvFiles = [new("F=file", null)], TimeoutMs = 5, KillAfterMs = 6, ProgressEveryMs = 7,
        };
        var meta = LaunchSpec.Describe(run, DateTimeOffset.UnixEpoch);
        Assert.Equal(["A", "B", "C", "A", ""], meta.EnvKeys);
        Assert.Equal(["A=***", "B=1", "C", "A=***", "=odd"], meta.EnvVars);
        Assert.Equal(["A", "D"], meta.Mask);
        Assert.Equal(["b", "a"], meta.Tags);
        Assert.Equal((5L, 6L, 7L, "1970-01-01T00:00:00Z", "/r"), (meta.TimeoutMs, meta.KillAfterMs, meta.ProgressEveryMs, meta.CreatedAt, meta.Root));
    }

    [Fact]
    public void Should_leave_out_what_was_not_asked_for()
    {
        var meta = LaunchSpec.Describe(Requests.Run(), DateTimeOffset.UnixEpoch);
        Assert.Equal((null, null, null, null, null), (meta.EnvVars, meta.Mask, meta.TimeoutMs, meta.KillAfterMs, meta.ProgressEveryMs));
        Assert.Empty(meta.EnvKeys);
    }

    [Theory]
    [InlineData("A", "A=***")]
    [InlineData("AB", "A=x")]
    [InlineData("a", "A=x")]
    [InlineData("", "A=x")]
    public void Should_mask_exact_keys(string mask, string shown) => Assert.Equal([shown], EnvMask.Apply(["A=x"], [mask]));

    [Fact]
    public void Should_mask_a_key_without_a_value() => Assert.Equal(["A=***"], EnvMask.Apply(["A"], ["A"]));

    [Fact]
    public void Should_give_the_real_values_to_the_keeper()
    {
        var run = Requests.Run() with
        {
            Environment = "PATH=/bin\0A=0\0"u8.ToArray(), CallerDirectory = "/c", Env = ["A=secret"], Mask = ["A"], Umask = 63, LogPath = "/l", TimeoutMs = 1500, KillAfterMs = 1,
        };
        var order = LaunchSpec.Order(run with { EnvFiles = [new("A=file\nB=file", null)] });
        Assert.Equal(["PATH=/bin", "A=secret", "B=file"], order.Environment.Select(Encoding.UTF8.GetString));
        Assert.Equal(["sh", "-lc", "true"], order.Arguments.Select(Encoding.UTF8.GetString));
        Assert.Equal(("/w", 63, "/l"), (Encoding.UTF8.GetString(order.WorkingDirectory), order.Umask, Encoding.UTF8.GetString(order.FullLogPath!)));
        Assert.Equal((1500d, 1d), (order.Timeout.TotalMilliseconds, order.KillAfter.TotalMilliseconds));
    }

    [Fact]
    public void Should_order_what_the_command_reads()
    {
        Assert.True(LaunchSpec.Order(Requests.Run()).Streams.IsDefault);
        var bytes = LaunchSpec.Order(Requests.Run() with { Stdin = StdinKind.Bytes, StdinBytes = [1, 2] }).Streams;
        Assert.Equal((StdinKind.Bytes, 2, false), (bytes.Stdin, bytes.StdinBytes.Length, bytes.RecordArrival));
        var file = LaunchSpec.Order(Requests.Run() with { Stdin = StdinKind.File, StdinPath = "/ü", StdinBytes = [1] }).Streams;
        Assert.Equal((StdinKind.File, "/ü", 0), (file.Stdin, Encoding.UTF8.GetString(file.StdinPath), file.StdinBytes.Length));
        var terminal = LaunchSpec.Order(Requests.Run() with { Stdin = StdinKind.Pipe, Terminal = TerminalSize.Default }).Streams;
        Assert.Equal((StdinKind.Pipe, TerminalSize.Default), (terminal.Stdin, terminal.Terminal));
    }

    [Fact]
    public void Should_order_what_the_kernel_holds_the_caller_to_and_only_what_can_be_meant()
    {
        var run = Requests.Run() with { OpenFilesLimit = 9, ResourceLimits = [1, ulong.MaxValue], Niceness = 5, OomScoreAdj = -1000 };
        var limits = LaunchSpec.Order(run).Limits;
        Assert.Equal((9UL, 5, -1000), (LaunchSpec.Order(run).OpenFilesLimit, limits.Niceness, limits.OomScoreAdj));
        Assert.Equal([1, ulong.MaxValue], limits.Soft);
        Assert.True(LaunchSpec.Order(Requests.Run()).Limits.IsEmpty);
        Assert.True(LaunchSpec.Order(run with { ResourceLimits = new ulong[1000], Niceness = 20, OomScoreAdj = int.MinValue }).Limits.IsEmpty);
    }

    [Theory]
    // asked for, ordered, described
    [InlineData(null, 1L << 30, null)]
    [InlineData(1L << 30, 1L << 30, null)]
    [InlineData(0L, 0L, 0L)]
    [InlineData(5L, 5L, 5L)]
    public void Should_order_the_size_of_logs_and_describe_it_unless_it_is_the_usual(long? asked, long ordered, long? described)
    {
        var run = Requests.Run() with { LogMaxBytes = asked };
        Assert.Equal((ordered, described), (LaunchSpec.Order(run).LogMaxBytes, LaunchSpec.Describe(run, DateTimeOffset.UnixEpoch).LogMaxBytes));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void Should_take_times_beyond_the_clock_as_the_longest(long ms)
    {
        var order = LaunchSpec.Order(Requests.Run() with { TimeoutMs = ms, KillAfterMs = ms });
        Assert.Equal((Duration.Longest, Duration.Longest), (order.Timeout, order.KillAfter));
        Assert.Equal(Duration.Longest, LaunchOrder.Decode(order.Encode()).Timeout);
    }
}
