using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Waking;

/// <summary>Starts a host at the end of the job when somebody is to be told of it and none lives. Never waits: the loop looks again.</summary>
internal sealed class HostWaker
{
    private const string StartLockOption = "--start-lock-fd";

    private WakeOrder? _order;
    private TimeSpan? _endedAt;

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
        var lives = _order is not null && !hostListens && IsHeld(HostFiles.Lock);
        switch (WakeRules.Next(_order is not null, hostListens, lives, Host != 0, now - endedAt))
        {
            case WakeAction.Done:
                _endedAt = null;
                return null;
            case WakeAction.Start:
                Start();
                break;
        }

        return now + WakeRules.LookEvery;
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
            // The root or the program is gone, or the system is short of something: it is looked at again until the limit.
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
