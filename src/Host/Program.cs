using AgentExec.Contracts.Jobs;
using AgentExec.Host;
using AgentExec.Posix;
using AgentExec.Remoting;

// agent-exec-host <absolute jobs root> [--ready-fd]: started by clients, in a session of its own, with its standard streams on the null device.
if (args is not [var root, ..] || !Path.IsPathFullyQualified(root) || args.Length > 1 && args[1] != ReadySignal.Option)
{
    Console.Error.WriteLine($"usage: agent-exec-host <absolute jobs root> [{ReadySignal.Option}]");
    return 2;
}

var tellsReady = args.Length > 1;
Processes.SetUmask(0x3F /* 077 */);
// A running job costs three descriptors, and shells begin with 1024: all that the system lets us have. Each job gets its own caller's limit.
Processes.SetOpenFilesLimit(ulong.MaxValue);
// A root on another file system can still be unmounted.
Environment.CurrentDirectory = "/";
try
{
    RootDirectory.Prepare(root);
    if (FileLock.TryTake(Path.Combine(RootDirectory.HostDirectory(root), HostFiles.Lock)) is not { } rootLock)
        return Refuse("another host serves this root");
    KillPoint.Reach(KillPoints.Host.LockTaken);
    new HostProgram(root, text => ReadySignal.Send(tellsReady, text)).Run(rootLock);
    return 0;
}
catch (Exception error)
{
    return Refuse(error.Message);
}

int Refuse(string message)
{
    Console.Error.WriteLine(message);
    ReadySignal.Send(tellsReady, message);
    return 1;
}
