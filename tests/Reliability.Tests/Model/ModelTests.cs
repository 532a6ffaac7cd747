using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>
/// Faults 1, 3, 30 and 38: whatever is done in whatever order, the product shows only what <see cref="ModelJob"/> allows. <c>AGENT_EXEC_MODEL_SEQUENCES</c>
/// says how many sequences, <c>AGENT_EXEC_MODEL_SEED</c> begins with the one that failed.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output) : IDisposable
{
    private const int Sequences = 200, Workers = 4;

    private readonly ConcurrentBag<ModelWorld> _worlds = [];

    [Fact]
    public void Should_show_only_what_the_contract_allows_whatever_is_done_in_whatever_order()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AGENT_EXEC_MODEL_SEQUENCES"), CultureInfo.InvariantCulture, out var asked) ? asked : Sequences;
        var seed = Environment.GetEnvironmentVariable("AGENT_EXEC_MODEL_SEED") is { Length: > 0 } given ? given : null;
        // A failure says which seed it was: CsCheck shrinks it by trying shorter sequences until the count is reached.
        Model.Sequences.All.Sample(TryOne, writeLine: output.WriteLine, seed: seed, iter: count, threads: Workers, print: Print);
    }

    public void Dispose()
    {
        foreach (var world in _worlds) world.Dispose();
    }

    private void TryOne(Operation[] operations)
    {
        var world = _worlds.TryTake(out var used) ? used : new ModelWorld();
        try
        {
            new Replay(world).RunAsync(operations).GetAwaiter().GetResult();
        }
        finally
        {
            if (world.IsWornOut) world.Dispose();
            else _worlds.Add(world);
        }
    }

    private static string Print(Operation[] operations) => string.Join("; ", operations.Select(operation => operation.ToString()));
}
