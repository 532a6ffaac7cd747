namespace AgentExec.ChildTool;

/// <summary>What <c>chatter</c> repeats: no character is in both, so that what was read in one stream can be told apart again.</summary>
public static class ChatterPattern
{
    public const string Stdout = "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789\n", Stderr = "abcdefghijklmnopqrstuvwxyzäöü.,:;-+*/#~";
}
