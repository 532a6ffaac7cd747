using System.Globalization;

namespace AgentExec.Load.Day;

/// <summary>What a host costs at one moment, while nobody calls it.</summary>
/// <param name="Pid">Which process.</param>
/// <param name="AnonymousMb">Memory of its own; mapped programs and libraries not counted.</param>
/// <param name="Descriptors">Open files.</param>
/// <param name="Threads">Threads.</param>
/// <param name="IdlePercent">Share of one core that it used while it was watched.</param>
internal sealed record HostSample(int Pid, double AnonymousMb, int Descriptors, int Threads, double IdlePercent)
{
    private const double TicksPerSecond = 100;

    /// <summary>Watches the host for a while; nothing may be asked of it meanwhile.</summary>
    public static async Task<HostSample> TakeAsync(int pid, TimeSpan watch)
    {
        var before = CpuTicks(pid);
        await Task.Delay(watch).ConfigureAwait(false);
        var idle = (CpuTicks(pid) - before) / TicksPerSecond / watch.TotalSeconds * 100;
        return new HostSample(pid, ProcessFigures.Anonymous(pid), ProcessFigures.Descriptors(pid), ProcessFigures.Threads(pid), idle);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"pid {Pid}, anonymous {AnonymousMb:0.0} MB, {Descriptors} descriptors, {Threads} threads, idle {IdlePercent:0.00} %");

    private static long CpuTicks(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
