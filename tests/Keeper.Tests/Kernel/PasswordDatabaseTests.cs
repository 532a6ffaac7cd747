using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Kernel;

/// <summary>The home directory of the password database (failing input F2).</summary>
public sealed class PasswordDatabaseTests
{
    [Fact]
    public void Should_know_the_home_of_root()
    {
        var entry = File.ReadLines("/etc/passwd").First(line => line.StartsWith("root:", StringComparison.Ordinal));
        Assert.Equal(entry.Split(':')[5], PasswordDatabase.HomeOf(0));
    }

    [Fact]
    public void Should_know_no_home_of_a_user_without_entry() => Assert.Null(PasswordDatabase.HomeOf(3_999_999_999));
}
