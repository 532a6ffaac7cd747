using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Hosts;

/// <summary>
/// Asks the root's host, whichever process that is: one that died in the middle is replaced and asked again. Every request may be repeated, a run
/// request too, since its asker has chosen the id.
/// </summary>
internal sealed class HostSession(ClientOptions options, HostLocator locator, HostStarter starter) : IAsyncDisposable
{
    private const int Attempts = 4;

    // A caller without patience asks ten times a second, no more.
    private const double LeastPieceMs = 100;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly HostRepair _repair = new(locator);
    private HostConnection? _connection;

    /// <summary>Asks, starting a host when there is none.</summary>
    /// <param name="request">The question.</param>
    /// <param name="extraPatience">How long the host may take beyond the usual.</param>
    /// <param name="cancellation">Gives up listening.</param>
    /// <param name="sending">Called before the question leaves: from then on it may have been carried out.</param>
    /// <exception cref="AgentExecException">The host refused, or could not be reached.</exception>
    public async Task<TReply> AskAsync<TReply>(Request request, TimeSpan extraPatience, CancellationToken cancellation, Action? sending = null) where TReply : Reply
    {
        // What every host refuses starts none.
        if (RequestRule.Refusal(request) is { } refusal) throw new AgentExecException(refusal);
        var patience = options.Patience + extraPatience;
        var (met, deadline) = ((HostEndpoint?)null, Deadline.After(patience));
        for (var attempt = 1;; attempt++)
        {
            var connection = await ConnectAsync(cancellation).ConfigureAwait(false);
            // A host has the whole time, however long its predecessor took to die; but not the whole time anew for each connection that it lets fail.
            if (connection.Endpoint != met) (met, deadline) = (connection.Endpoint, Deadline.After(patience));
            try
            {
                sending?.Invoke();
                return Expect<TReply>(await connection.AskAsync(request, deadline.Left, cancellation).ConfigureAwait(false));
            }
            catch (HostGoneException gone)
            {
                if (connection.IsHostAlive && NetworkNamespace.IsOther(connection.Endpoint.Pid)) throw HostMeetings.Apart(options.Root, connection.Endpoint.Pid);
                if ((gone.Hangs || deadline.IsOver) && connection.IsHostAlive)
                    throw HostMeetings.Unresponsive(options.Root, connection.Endpoint.Pid, patience, locator.LogPath);
                if (attempt == Attempts)
                    throw new AgentExecException(ErrorDetail.HostUnavailable(
                        $"the host of {options.Root} cannot be reached: {gone.Message} (its log: {locator.LogPath})"));
                // Connect again; when it has died, start another one. One that lives may have been looked for at an address that somebody changed.
                if (attempt == 1 && connection.IsHostAlive) await _repair.AwaitChangeAsync(connection.Endpoint, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How long one request of a longer wait may take, in milliseconds: no longer than the patience, so that a host that hangs is found out in time.</summary>
    public int PieceOf(TimeSpan left) =>
        (int)Math.Clamp(left.TotalMilliseconds, 0, Math.Clamp(options.Patience.TotalMilliseconds, LeastPieceMs, WaitRequest.LongestWaitMs));

    /// <summary>Whether a host lives, listening or not.</summary>
    public bool IsAlive => locator.IsAlive;

    /// <summary>Asks a host that runs; null when none does.</summary>
    public async Task<TReply?> AskRunningAsync<TReply>(Request request, CancellationToken cancellation) where TReply : Reply =>
        locator.TryFind() is null ? null : await AskAsync<TReply>(request, TimeSpan.Zero, cancellation).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task<HostConnection> ConnectAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_connection is { IsBroken: false } open) return open;
            if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
            AddressSpaceRule.Check();
            // Reading the key and waking OpenSSL takes about as long as reading the configuration and creating the actors: they go side by side.
            var loading = Task.Run(LoadIdentity, cancellation);
            var endpoint = await starter.FindOrStartAsync(cancellation).ConfigureAwait(false);
            var config = RemoteConfig.ForClient();
            // With another identity the host would hang up without a word, and the asker would listen for nothing.
            var match = await _repair.MatchAsync(endpoint, await loading.ConfigureAwait(false), cancellation).ConfigureAwait(false)
                ?? await _repair.MatchAsync(await starter.ReplaceAsync(endpoint, cancellation).ConfigureAwait(false), LoadIdentity(), cancellation).ConfigureAwait(false)
                ?? throw new AgentExecException(ErrorDetail.HostUnavailable(
                    $"{locator.Directory} has no identity that fits its host; see {locator.LogPath}, then run 'agent-exec host stop --force'"));
            return _connection = new HostConnection(match.Endpoint, match.Identity, config, locator.TryFind);
        }
        finally
        {
            _turn.Release();
        }
    }

    private TlsIdentity? LoadIdentity()
    {
        OpenSslLibrary.Need();
        var identity = TlsIdentity.TryLoad(locator.Directory);
        if (identity is not null) _ = Task.Run(identity.WakeOpenSsl);
        return identity;
    }

    private static TReply Expect<TReply>(Reply reply) where TReply : Reply => reply switch
    {
        TReply expected => expected,
        ErrorReply error => throw new AgentExecException(error.Error),
        _ => throw new AgentExecException(ErrorDetail.Internal($"the host answered with {reply.GetType().Name}")),
    };
}
