namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B18_Completions : InWorld
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void B18_4_completions(string shell)
    {
        var completions = Run("completions", shell);
        Assert.Equal((0, ""), (completions.ExitCode, completions.Stderr));
        foreach (var word in (string[])["agent-exec", "snapshot-after", "install-skills"]) Assert.Contains(word, completions.Stdout);
    }
}
