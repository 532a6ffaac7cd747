namespace AgentExec.ChildTool;

/// <summary>Bytes that look random, are printable, come in lines of many lengths, and can be made again to compare: a function of the position alone.</summary>
public sealed class FloodPattern
{
    private uint _state = 2463534242;

    /// <summary>Fills the buffer with the next bytes of the pattern (Marsaglia's xorshift32; one value in 64 ends a line).</summary>
    public void Fill(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            var value = (byte)(_state & 63);
            buffer[i] = value == 63 ? (byte)'\n' : (byte)(' ' + value);
        }
    }
}
