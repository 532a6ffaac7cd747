using AgentExec.Cli.Output;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Cli.Configuration;

/// <summary>What <c>doctor</c> says of the caller's surroundings.</summary>
internal static class EnvironmentChecks
{
    private const string SetHome = "set HOME, or give --root";

    public static DoctorCheck Home(Caller caller)
    {
        if (caller.Home() is not { } home)
            return DoctorCheck.Warn("home", $"{Variable(caller)}, and the password database has no home for this user: there is no usual jobs root", SetHome);
        if (!Directory.Exists(home))
            return DoctorCheck.Warn("home", $"{Said(caller, home)}, which does not exist: the usual jobs root would have to be made with it", SetHome);
        if (!FileSystemFacts.Allows(home, 3) || FileSystemFacts.Of(home).IsReadOnly)
            return DoctorCheck.Warn("home", $"{home} cannot be written to: the usual jobs root cannot be made there", "give --root, or set AGENT_EXEC_ROOT");
        return IsSaid(caller) ? DoctorCheck.Ok("home", home) : DoctorCheck.Warn("home", Said(caller, home), "set HOME");
    }

    private static bool IsSaid(Caller caller) => caller.Variable(HomeDirectory.Variable) is { } said && said.StartsWith('/');

    private static string Variable(Caller caller) => caller.Variable(HomeDirectory.Variable) switch
    {
        null => "HOME is not set",
        "" => "HOME is empty",
        { } said when said.StartsWith('/') => $"HOME is {said}",
        { } said => $"HOME is {said}, a relative path, and is ignored",
    };

    private static string Said(Caller caller, string home) => IsSaid(caller) ? Variable(caller) : $"{Variable(caller)}; the password database says {home}";

    /// <summary>The configuration file, and the wrapper that it names, which is run.</summary>
    public static IReadOnlyList<DoctorCheck> Configuration(Caller caller, Log log)
    {
        try
        {
            var file = ConfigFile.Read(null, caller, log);
            return
            [
                DoctorCheck.Ok("configuration", file == ConfigShape.Empty ? "there is none" : "can be read"),
                WrapperProbe.Try(ShellWrapper.Resolve(null, file), caller.RawEnvironment() ?? [], TimeProvider.System),
            ];
        }
        catch (AgentExecException broken)
        {
            return [DoctorCheck.Fail("configuration", broken.Error.Message, "correct it, or give run --shell-wrapper")];
        }
    }
}
