using AgentExec.Posix;
using AgentExec.Tests.Shared;

namespace AgentExec.Keeper.Tests.Kernel;

/// <summary>By which names what is left of a job is told from everybody else.</summary>
public sealed class ProcessOutputsTests
{
    private static string? NameOf(FileDescriptor end) => ProcessOutputs.Behind(Environment.ProcessId, $"{end.Number}");

    [Fact]
    public void Should_name_both_ends_of_a_pipe_alike()
    {
        var (read, write) = FileDescriptor.Pipe();
        using (read)
        using (write)
        {
            Assert.Matches(@"^pipe:\[\d+\]$", NameOf(read));
            Assert.Equal(NameOf(read), NameOf(write));
            Assert.Equal(NameOf(read), ProcessOutputs.PipeBehind(Environment.ProcessId, $"{read.Number}"));
        }
    }

    [Fact]
    public void Should_name_a_terminal_as_long_as_anybody_has_it_open()
    {
        using var terminal = PseudoTerminal.Open(80, 24);
        using var sitting = Files.OpenTerminal(terminal.Path);
        var name = NameOf(terminal.Slave)!;
        Assert.Matches($@"^pts:\[{Path.GetFileName(terminal.Path)}@\d+\.\d{{9}}\]$", name);
        Assert.Equal(name, NameOf(sitting));
        Assert.Null(ProcessOutputs.PipeBehind(Environment.ProcessId, $"{sitting.Number}"));
        terminal.Dispose();
        Assert.Equal(name, NameOf(sitting));
        Assert.True(ProcessOutputs.HoldsAny(Environment.ProcessId, [name]));
    }

    [Fact]
    public void Should_not_take_another_terminal_for_one_whose_number_it_got()
    {
        var first = OpenAndClose();
        string? second = null;
        // The clock of files stands still for some milliseconds, in which the same number would be the same terminal; and another test may have the number.
        Patience.Until(() => (second = OpenAndClose()) != first && NumberOf(second) == NumberOf(first), "another terminal gets the number");
        Assert.False(ProcessOutputs.HoldsAny(Environment.ProcessId, [first, second!]));
    }

    private static string OpenAndClose()
    {
        using var terminal = PseudoTerminal.Open(80, 24);
        return NameOf(terminal.Slave)!;
    }

    private static string NumberOf(string name) => name.Split('@')[0];

    [Fact]
    public void Should_name_nothing_else()
    {
        using var device = Files.OpenDirectory("/dev");
        Assert.Null(NameOf(device));
        Assert.Null(ProcessOutputs.Behind(Environment.ProcessId, "99999"));
        Assert.False(ProcessOutputs.HoldsAny(Environment.ProcessId, []));
    }
}
