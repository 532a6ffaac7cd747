using AgentExec.Contracts.Jobs;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace AgentExec.Host;

/// <summary>The host's log file: bounded, rotated, 0600 by the process's umask.</summary>
internal static class HostLog
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffK} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static ILoggerFactory Create(string hostDirectory, HostSettings settings) => new SerilogLoggerFactory(
        new LoggerConfiguration()
            .Filter.With(new PeerLogFilter(TimeProvider.System))
            .WriteTo.File(
                Path.Combine(hostDirectory, HostFiles.Log),
                outputTemplate: Line,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                fileSizeLimitBytes: settings.LogMaxBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: settings.LogKeptFiles)
            .CreateLogger(),
        dispose: true);
}
