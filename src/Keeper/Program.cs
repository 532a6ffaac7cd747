using AgentExec.Keeper;
using AgentExec.Keeper.Launching;
using AgentExec.Keeper.Links;
using AgentExec.Posix;

// Usage: agent-exec-keeper JOB_DIRECTORY, with descriptor 0 the link to the host and descriptor 3 the held lock of keeper.lock.
// Exit codes: 0 the job was kept to its end or never ordered, 2 wrong usage, 3 the order made no sense, 4 the job directory cannot be opened.
if (args is not [var path] || !path.StartsWith('/')) return 2;

KeeperSurroundings.Prepare();
using var directory = KeeperSurroundings.TryOpenJob(path);
if (directory is null) return 4;

KillPoint.Reach(KillPoints.Keeper.Begun);
using var link = new HostConnection(KeeperSurroundings.TakeHostLink());
var intake = LaunchIntake.Read(link);
if (intake is not { Order: { } order, OrderBytes: var orderBytes }) return intake.IsMalformed ? 3 : 0;

using var links = HostLinks.Open(directory, link);
var keeper = Launch.Attempt(directory, order, links);
LaunchIntake.Forget(orderBytes);
keeper?.Run();
links.Leave();
return 0;
