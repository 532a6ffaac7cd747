using AgentExec.Contracts.Jobs;
using Akka.Actor;

namespace AgentExec.Actors.Registry;

/// <summary>Which directory names can be actor names. Ours always can; foreign ones need not, and are only ever read.</summary>
public static class JobNames
{
    public static bool CanBeActor(string name) => JobName.IsValid(name) && ActorPath.IsValidPathElement(name) && name is not ("catalog" or "editor");
}
