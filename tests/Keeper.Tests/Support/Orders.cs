using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>Launch orders in few words.</summary>
internal static class Orders
{
    public static LaunchOrder Run(params string[] command) => new()
    {
        Arguments = [.. command.Select(SpawnRequest.Bytes)],
        Environment = [SpawnRequest.Bytes("PATH=/usr/bin:/bin")],
        WorkingDirectory = SpawnRequest.Bytes("/"),
        Umask = 0x12 /* 022 */,
    };

    public static LaunchOrder Shell(string script) => Run("/bin/sh", "-c", script);

    /// <summary>Runs verbs of the child program.</summary>
    public static LaunchOrder Tool(string verbs) => Run([NativePrograms.ChildTool, .. verbs.Split(' ')]);

    public static LaunchOrder WithTimeout(this LaunchOrder order, double seconds, double killAfterSeconds) => order with
    {
        Timeout = TimeSpan.FromSeconds(seconds),
        KillAfter = TimeSpan.FromSeconds(killAfterSeconds),
    };
}
