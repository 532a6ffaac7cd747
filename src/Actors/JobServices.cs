using AgentExec.Actors.Processes;
using AgentExec.Actors.Storage;

namespace AgentExec.Actors;

/// <summary>What the actors touch of the world, so that tests can give them another one.</summary>
/// <param name="Store">The job directories.</param>
/// <param name="Keepers">Starts and finds keepers.</param>
/// <param name="Time">Wall clock of everything that is written.</param>
/// <param name="Settings">The <c>agent-exec.jobs</c> section of host.conf.</param>
public sealed record JobServices(IJobStore Store, IKeepers Keepers, TimeProvider Time, JobSettings Settings);
