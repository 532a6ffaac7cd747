using System.Globalization;

namespace AgentExec.Actors.Waits;

/// <summary>
/// <c>/proc/net/tcp</c> and <c>tcp6</c> (proc_pid_net(5)): a line a socket, with its local address and its state. The kernel tells nobody when a port is listened on, and
/// a connection to find out would be one that the listener sees.
/// </summary>
public static class PortTable
{
    private const int LocalField = 1, StateField = 3;

    // TCP_LISTEN.
    private const string Listening = "0A";

    /// <summary>Whether somebody listens on the port, whatever the address, in the network namespace of this process. False where the kernel does not tell.</summary>
    public static bool IsListenedOn(int port) => Read("/proc/net/tcp", port) || Read("/proc/net/tcp6", port);

    /// <param name="lines">Of one of the files, the heading too.</param>
    /// <param name="port">Which.</param>
    public static bool HasListener(IEnumerable<string> lines, int port) => lines.Any(line => Listens(line, port));

    private static bool Listens(string line, int port)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= StateField || fields[StateField] != Listening) return false;
        var local = fields[LocalField];
        return int.TryParse(local.AsSpan(local.LastIndexOf(':') + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number == port;
    }

    private static bool Read(string path, int port)
    {
        try
        {
            return HasListener(File.ReadLines(path), port);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
