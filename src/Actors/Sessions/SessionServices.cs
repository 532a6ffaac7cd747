using Akka.Actor;

namespace AgentExec.Actors.Sessions;

/// <summary>What the sessions touch of the world, beside what their jobs do.</summary>
/// <param name="Jobs">The same as the jobs have.</param>
/// <param name="Registry">Where the jobs are.</param>
/// <param name="Events">The inbox.</param>
/// <param name="Book">Which names are taken.</param>
/// <param name="Random">A number from 0 to below the given one.</param>
/// <param name="IsAlive">Whether the process with this pid and start time lives.</param>
/// <param name="WhoWaits">Of which of these pids a process of the family sleeps in a read of its input. It takes time: all processes are looked at, once.</param>
public sealed record SessionServices(
    JobServices Jobs, IActorRef Registry, IActorRef Events, ISessionBook Book, Func<int, int> Random, Func<int, long, bool> IsAlive,
    Func<IReadOnlyCollection<int>, IReadOnlySet<int>> WhoWaits);
