using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using Akka.Actor;
using Akka.Serialization;

namespace AgentExec.Remoting;

/// <summary>
/// The one serializer of the wire: a closed table from manifest to compile-time JSON. The manifest never names a type, so a sender can choose
/// among these messages and construct nothing else. Created by reflection from HOCON.
/// </summary>
public sealed class ContractSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly (string Manifest, JsonTypeInfo Type)[] Table =
    [
        ("run", ContractJson.Compact.RunRequest),
        ("status", ContractJson.Compact.StatusRequest),
        ("wait", ContractJson.Compact.WaitRequest),
        ("wait-for", ContractJson.Compact.WaitForRequest),
        ("kill", ContractJson.Compact.KillRequest),
        ("list", ContractJson.Compact.ListRequest),
        ("tag-set", ContractJson.Compact.TagSetRequest),
        ("notify-set", ContractJson.Compact.NotifySetRequest),
        ("gc", ContractJson.Compact.GcRequest),
        ("exec", ContractJson.Compact.ExecRequest),
        ("exec-abandon", ContractJson.Compact.ExecAbandonRequest),
        ("process", ContractJson.Compact.ProcessRequest),
        ("poll-abandon", ContractJson.Compact.PollAbandonRequest),
        ("events", ContractJson.Compact.EventsRequest),
        ("host-status", ContractJson.Compact.HostStatusRequest),
        ("host-stop", ContractJson.Compact.HostStopRequest),
        ("job.r", ContractJson.Compact.JobReply),
        ("wait-for.r", ContractJson.Compact.WaitForReply),
        ("list.r", ContractJson.Compact.ListReply),
        ("description.r", ContractJson.Compact.DescriptionReply),
        ("gc.r", ContractJson.Compact.GcReply),
        ("tool.r", ContractJson.Compact.ToolReply),
        ("poll-abandon.r", ContractJson.Compact.PollAbandonReply),
        ("events.r", ContractJson.Compact.EventsReply),
        ("host-status.r", ContractJson.Compact.HostStatusReply),
        ("host-stop.r", ContractJson.Compact.HostStopReply),
        ("error.r", ContractJson.Compact.ErrorReply),
    ];

    /// <summary>Ours on the wire for ever; Akka keeps 0 to 40 for itself.</summary>
    public override int Identifier => 7001;

    public override string Manifest(object o) => Find(o.GetType()).Manifest;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, Find(obj.GetType()).Type);

    /// <returns>The message; for a request that cannot be read, an <see cref="UnreadableRequest"/> if it says how to recognize the answer.</returns>
    /// <exception cref="SerializationException">Unknown manifest, too large or otherwise malformed; Akka drops the message and keeps the connection.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (bytes.Length > WireLimits.MaximumRequestBytes) throw Refusals.Refuse($"a message of {bytes.Length} bytes was refused");
        foreach (var (known, type) in Table)
            if (known == manifest)
                return Read(bytes, type);
        throw Refusals.Refuse("a message of an unknown kind was refused");
    }

    private static object Read(byte[] bytes, JsonTypeInfo type)
    {
        var isRequest = type.Type.IsSubclassOf(typeof(Request));
        try
        {
            var message = JsonSerializer.Deserialize(bytes, type) ?? throw Refusals.Refuse("an empty message was refused");
            if (!isRequest || !UnreadableRequest.HasNullElement(bytes)) return message;
        }
        catch (JsonException)
        {
            // Not told further: it may quote what the sender wrote, an environment among it.
        }

        var refusal = Refusals.Refuse("a malformed message was refused");
        return isRequest && UnreadableRequest.Of(bytes) is { } unreadable ? unreadable : throw refusal;
    }

    private static (string Manifest, JsonTypeInfo Type) Find(Type type)
    {
        foreach (var row in Table)
            if (row.Type.Type == type)
                return row;
        throw new SerializationException($"{type.Name} is no message of this protocol");
    }
}
