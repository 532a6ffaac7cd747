using System.Runtime.InteropServices;
using System.Text;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Hosts;

/// <summary>Starts a root's host when there is none; of several clients that try at once, one does and the others wait for it.</summary>
internal sealed class HostStarter(string absoluteRoot, ClientOptions options, HostLocator locator)
{
    // Only what a host needs; the rest of the caller's environment, secrets among it, travels with each request instead.
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "AGENT_EXEC_HOST_IDLE_TIMEOUT_MS"];

    /// <exception cref="AgentExecException">The root is not usable, or no host came up in time.</exception>
    public HostEndpoint FindOrStart()
    {
        if (!OperatingSystem.IsLinux()) throw Unavailable($"{RuntimeInformation.OSDescription} is not supported yet, only Linux is");
        if (locator.TryFind() is { } running) return running;
        RootDirectory.Prepare(absoluteRoot);
        using var turn = TakeTurn();
        return WaitForOther() ?? Start();
    }

    // A host that lives without listening is about to do so (its starter died) or about to end: either is a matter of milliseconds and neither can
    // be waited for in any other way, as we are not its parent.
    private HostEndpoint? WaitForOther()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (locator.IsAlive && TimeProvider.System.GetElapsedTime(began) < options.Patience)
        {
            if (locator.TryFind() is { } found) return found;
            Thread.Sleep(5);
        }

        return null;
    }

    /// <summary>Holds off every client that wants to start a host.</summary>
    public FileLock TakeTurn()
    {
        var taking = Task.Run(() => FileLock.Take(Path.Combine(locator.Directory, HostFiles.StartLock)));
        return taking.Wait(options.Patience) ? taking.Result : throw Unavailable("another client has been starting it for too long");
    }

    private HostEndpoint Start()
    {
        var program = Path.Combine(options.ProgramDirectory, "agent-exec-host");
        var (read, write) = FileDescriptor.Pipe();
        using (read)
        {
            try
            {
                var host = Spawner.Spawn(new SpawnRequest
                {
                    Program = program,
                    Arguments = [SpawnRequest.Bytes("agent-exec-host"), SpawnRequest.Bytes(absoluteRoot), SpawnRequest.Bytes("--ready-fd")],
                    Environment = [.. HostEnvironment()],
                    Extra = write,
                });
                ChildReaper.ReapWhenEnded(host);
            }
            catch (PosixException error)
            {
                throw Unavailable(error.Message);
            }
            finally
            {
                write.Dispose();
            }

            var answer = ReadLine(read);
            return answer == "ready" && locator.TryFind() is { } started ? started : throw Unavailable(answer.Length == 0 ? "it ended at once" : answer);
        }
    }

    private static IEnumerable<byte[]> HostEnvironment()
    {
        foreach (var name in Inherited)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                yield return SpawnRequest.Bytes($"{name}={value}");
        // The pinned certificate is all the host trusts; loading the system's costs 47 ms of its start.
        yield return SpawnRequest.Bytes("SSL_CERT_DIR=/nonexistent");
        yield return SpawnRequest.Bytes("SSL_CERT_FILE=/nonexistent");
    }

    private string ReadLine(FileDescriptor pipe)
    {
        var text = new StringBuilder();
        var buffer = new byte[1024];
        var deadline = TimeProvider.System.GetTimestamp() + (long)(options.Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), deadline);
            if (left <= TimeSpan.Zero) return $"it was not ready within {options.Patience.TotalSeconds} s";
            PollEntry[] entries = [new(pipe.Number, PollEntry.In)];
            if (Poller.Wait(entries, (int)left.TotalMilliseconds + 1) == 0) continue;
            var count = pipe.Read(buffer);
            if (count == 0) return text.ToString();
            if (count > 0) text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (text.ToString().IndexOf('\n') is >= 0 and var end) return text.ToString(0, end);
        }
    }

    private AgentExecException Unavailable(string why) =>
        new(ErrorDetail.HostUnavailable($"the host of {absoluteRoot} could not be started: {why} (its log: {locator.LogPath})"));
}
