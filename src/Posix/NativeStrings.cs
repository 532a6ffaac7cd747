using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>A null-terminated array of C strings (<c>char **</c>) for exec, in one block outside the garbage collector's reach.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly void* _block;

    public NativeStrings(IReadOnlyList<byte[]> strings)
    {
        var table = (nuint)((strings.Count + 1) * sizeof(byte*));
        nuint size = table;
        foreach (var text in strings) size += (nuint)text.Length + 1;
        _block = NativeMemory.Alloc(size);
        Pointer = (byte**)_block;
        var next = (byte*)_block + table;
        for (var i = 0; i < strings.Count; i++)
        {
            Pointer[i] = next;
            strings[i].CopyTo(new Span<byte>(next, strings[i].Length));
            next[strings[i].Length] = 0;
            next += strings[i].Length + 1;
        }

        Pointer[strings.Count] = null;
    }

    public byte** Pointer { get; }

    public void Dispose() => NativeMemory.Free(_block);
}
