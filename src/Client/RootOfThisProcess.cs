using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Client;

/// <summary>The usual jobs root, as this process's environment names it.</summary>
public static class RootOfThisProcess
{
    extension(JobsRoot)
    {
        /// <summary>The option when there is one, else what the environment and the password database say (contract A5).</summary>
        /// <exception cref="Contracts.Errors.AgentExecException">Nothing names one, not even a home directory.</exception>
        public static string Resolve(string? option) => JobsRoot.Resolve(
            option, Environment.GetEnvironmentVariable,
            static () => HomeDirectory.Resolve(Environment.GetEnvironmentVariable, static () => PasswordDatabase.HomeOf(FileOwner.CurrentUser)));
    }
}
