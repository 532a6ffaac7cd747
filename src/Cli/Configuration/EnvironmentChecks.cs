using AgentExec.Cli.Output;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Cli.Configuration;

/// <summary>What <c>doctor</c> says of the caller's surroundings.</summary>
internal static class EnvironmentChecks
{
    public static DoctorCheck Home(Caller caller)
    {
        var home = caller.Home();
        if (home.Length == 0)
            return DoctorCheck.Warn("home", "HOME is not set and nobody knows another: the usual jobs root is named from the current directory", "set HOME, or give --root");
        if (!Directory.Exists(home)) return DoctorCheck.Warn("home", $"{home} does not exist: the usual jobs root would have to be made with it", "set HOME, or give --root");
        if (!FileSystemFacts.Allows(home, 3) || FileSystemFacts.Of(home).IsReadOnly)
            return DoctorCheck.Warn("home", $"{home} cannot be written to: the usual jobs root cannot be made there", "give --root, or set AGENT_EXEC_ROOT");
        return caller.Variable("HOME") is { Length: > 0 }
            ? DoctorCheck.Ok("home", home)
            : DoctorCheck.Warn("home", $"HOME is not set: {home} of the password database is used", "set HOME");
    }

    public static DoctorCheck Configuration(Caller caller, Log log)
    {
        try
        {
            return ConfigFile.Read(null, caller, log) == ConfigShape.Empty
                ? DoctorCheck.Ok("configuration", "there is none")
                : DoctorCheck.Ok("configuration", "can be read");
        }
        catch (AgentExecException broken)
        {
            return DoctorCheck.Fail("configuration", broken.Error.Message, "correct it, or give run --shell-wrapper");
        }
    }
}
