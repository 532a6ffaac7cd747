using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Waking;

/// <summary>
/// Sees to it that a host lives from the end of the job until everybody has been told of it, which removes <c>caller.json</c>. Never waits: the loop looks again.
/// </summary>
/// <param name="directory">The job's.</param>
internal sealed class HostWaker(FileDescriptor directory)
{
    private static readonly byte[] Caller = [.. SpawnRequest.Bytes(JobFiles.Caller), 0];

    private const string StartLockOption = "--start-lock-fd";

    private WakeOrder? _order;
    private TimeSpan? _endedAt;
    private TimeSpan _nextTry;
    private int _tries;

    /// <summary>The host that this keeper started, which is no part of the job; 0 for none.</summary>
    public int Host { get; private set; }

    /// <summary>Null when nobody is to be told.</summary>
    public void Take(WakeOrder? order) => _order = order;

    /// <summary>The end is on disk, or more of it than before.</summary>
    public void Begin(TimeSpan now) => _endedAt = now;

    /// <summary>When to look again; null when there is nothing left to see to.</summary>
    public TimeSpan? Look(TimeSpan now, bool hostListens)
    {
        if (_endedAt is not { } endedAt) return null;
        var owed = _order is not null && FileStamp.TryRead(directory, Caller) is not null;
        var lives = owed && !hostListens && IsHeld(HostFiles.Lock);
        switch (WakeRules.Next(owed, hostListens, lives, now >= _nextTry))
        {
            case WakeAction.Stay:
                (_endedAt, _tries, _nextTry) = (now, 0, now);
                return TimeSpan.MaxValue;
            case WakeAction.Done:
                _endedAt = null;
                return null;
            case WakeAction.Start:
                Start();
                _nextTry = now + WakeRules.PauseAfter(++_tries, now - endedAt);
                break;
        }

        return now + WakeRules.LookAfter(now - endedAt);
    }

    private void Start()
    {
        try
        {
            // Of many keepers that end at once one gets the lock. It goes to the host, which holds it until clients and other keepers can see that it lives.
            using var turn = FileLock.TryTake(PathOf(HostFiles.StartLock));
            if (turn is null || IsHeld(HostFiles.Lock)) return;
            Host = Spawner.Spawn(new SpawnRequest
            {
                Program = _order!.Program,
                Arguments = [SpawnRequest.Bytes("agent-exec-host"), SpawnRequest.Bytes(_order.Root), SpawnRequest.Bytes(StartLockOption)],
                Environment = _order.Environment,
                Extra = turn.Descriptor,
            });
        }
        catch (PosixException)
        {
            // The root or the program is gone, or the system is short of something: tried again after a pause.
        }
    }

    private bool IsHeld(string name)
    {
        try
        {
            return FileLock.IsHeld(PathOf(name));
        }
        catch (PosixException)
        {
            return false;
        }
    }

    private string PathOf(string name) => $"{_order!.Root}/{JobName.HostDirectory}/{name}";
}
