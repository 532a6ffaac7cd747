using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Sections 2, 3, 5 and 8: each number within its bounds, under the name that its user knows.</summary>
public sealed class SessionBoundsTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void What_is_within_its_bounds_is_used_as_it_is_and_nothing_is_said()
    {
        Assert.Equal((10, 120_000), (SessionBounds.YieldMs(10, _warnings), SessionBounds.YieldMs(120_000, _warnings)));
        Assert.Equal((60_000, 10_800_000), (SessionBounds.CleanupMs(60_000, _warnings), SessionBounds.CleanupMs(10_800_000, _warnings)));
        Assert.Equal((1000, 500_000), (SessionBounds.OutputChars(1000, _warnings), SessionBounds.OutputChars(500_000, _warnings)));
        Assert.Equal((0, int.MaxValue), (SessionBounds.InputWaitIdleMs(0, _warnings), SessionBounds.InputWaitIdleMs(int.MaxValue, _warnings)));
        Assert.Equal((null, 0L), (SessionBounds.Lines(null, "offset", _warnings), SessionBounds.Lines(0, "offset", _warnings)));
        Assert.Equal(new TerminalSize(1, 1000), SessionBounds.Size(1, 1000, _warnings));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void What_is_not_is_clamped_and_that_is_said()
    {
        Assert.Equal((10, 120_000), (SessionBounds.YieldMs(9, _warnings), SessionBounds.YieldMs(long.MaxValue, _warnings, "background_ms")));
        Assert.Equal((60_000, 10_800_000), (SessionBounds.CleanupMs(-1, _warnings), SessionBounds.CleanupMs(10_800_001, _warnings, "PI_BASH_JOB_TTL_MS")));
        Assert.Equal((1000, 500_000), (SessionBounds.OutputChars(999, _warnings), SessionBounds.OutputChars(500_001, _warnings)));
        Assert.Equal((0, int.MaxValue), (SessionBounds.InputWaitIdleMs(-1, _warnings), SessionBounds.InputWaitIdleMs(long.MaxValue, _warnings)));
        Assert.Equal(0L, SessionBounds.Lines(-5, "limit", _warnings));
        Assert.Equal(new TerminalSize(1, 1000), SessionBounds.Size(0, 5000, _warnings));
        Assert.Equal(
            [
                "yieldMs 9 is below 10 ms, 10 is used", "background_ms 9223372036854775807 is above 120000 ms, 120000 is used", "cleanup_ms -1 is below 60000 ms, 60000 is used",
                "PI_BASH_JOB_TTL_MS 10800001 is above 10800000 ms, 10800000 is used", "max_output_chars 999 is below 1000, 1000 is used",
                "max_output_chars 500001 is above 500000, 500000 is used", "input_wait_idle_ms -1 is below 0 ms, 0 is used",
                "input_wait_idle_ms 9223372036854775807 is above 2147483647 ms, 2147483647 is used", "limit -5 is below 0 lines, 0 is used",
                "columns 0 is below 1 characters, 1 is used", "rows 5000 is above 1000 lines, 1000 is used",
            ],
            _warnings);
    }
}
