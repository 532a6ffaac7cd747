using System.Text;
using AgentExec.Actors.Jobs;

namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>The environment of a notify command: the caller's, and what names the event (contract A20.4).</summary>
internal static class SinkEnvironment
{
    public static IReadOnlyList<byte[]> Build(SinkCall call) => EnvironmentBlock.Merge(
        EnvironmentBlock.Split(call.Caller.Environment),
        [
            $"AGENT_EXEC_EVENT_PATH={call.EventPath}",
            $"AGENT_EXEC_JOB_ID={call.JobId}",
            $"AGENT_EXEC_EVENT_TYPE={call.EventType}",
        ]);
}
