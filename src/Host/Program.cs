using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Host;
using AgentExec.Posix;
using AgentExec.Remoting;

// agent-exec-host <absolute jobs root> [--ready-fd|--start-lock-fd]: started by clients and keepers, in a session of its own, with its standard streams on the
// null device.
if (args is not [var root, ..] || !Path.IsPathFullyQualified(root) || args.Length > 1 && args[1] is not (ReadySignal.Option or HostEnvironment.StartLockOption))
{
    Console.Error.WriteLine($"usage: agent-exec-host <absolute jobs root> [{ReadySignal.Option}|{HostEnvironment.StartLockOption}]");
    return 2;
}

const int FileTooLarge = 25;
var tellsReady = args is [_, ReadySignal.Option, ..];
var holdsStartLock = args is [_, HostEnvironment.StartLockOption, ..];
// Whatever it runs must not inherit the lock.
if (holdsStartLock) new FileDescriptor(3).CloseOnExec();
Processes.SetUmask(0x3F /* 077 */);
// A running job costs four descriptors, and shells begin with 1024: all that the system lets us have. Nor is a starter's soft limit on its own time and files
// a reason for the host to die (SIGXCPU, SIGXFSZ). Each job gets those of its own caller.
foreach (var resource in (ReadOnlySpan<int>)[ResourceLimit.CpuTime, ResourceLimit.FileSize, ResourceLimit.OpenFiles]) ResourceLimit.Raise(resource);
Processes.Ignore(FileTooLarge);
// A root on another file system can still be unmounted.
Environment.CurrentDirectory = "/";
try
{
    OpenSslLibrary.Need();
    RootDirectory.Prepare(root);
    if (FileLock.TryTake(Path.Combine(RootDirectory.HostDirectory(root), HostFiles.Lock)) is not { } rootLock)
        return Refuse(HostEnvironment.Taken);
    KillPoint.Reach(KillPoints.Host.LockTaken);
    new HostProgram(root, OnReady).Run(rootLock);
    return 0;
}
catch (Exception error)
{
    return Refuse(Causes.Innermost(error).Message);
}

void OnReady(string text)
{
    ReadySignal.Send(tellsReady, text);
    ReadySignal.LetGo(holdsStartLock);
}

int Refuse(string message)
{
    Console.Error.WriteLine(message);
    ReadySignal.Send(tellsReady, message);
    return 1;
}
