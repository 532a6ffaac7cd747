namespace AgentExec.Keeper.Input;

/// <summary>Where a command's input goes in: the write end of its pipe, or the terminal that it sits at. Never blocks.</summary>
internal interface IInputEnd
{
    /// <summary>How many bytes the system took, 0 when it takes none now, −1 when nobody can read them any more.</summary>
    int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Whether arrow keys are to be typed as the application cursor mode has them (DECCKM).</summary>
    bool IsApplicationMode { get; }

    /// <summary>What is typed to say that no more comes; empty where the end is closed instead.</summary>
    ReadOnlySpan<byte> EndMark { get; }

    /// <summary>Nothing more goes in.</summary>
    void Close();
}
