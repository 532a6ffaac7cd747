using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace AgentExec.Remoting;

/// <summary>
/// Takes the place of Akka's general serializers. Id 1 is Newtonsoft with type names from the wire, which lets a sender choose what is
/// constructed; here every such message is an error that Akka logs and drops. Created by reflection from HOCON.
/// </summary>
public sealed class RefusingSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <summary>The constructor Akka takes for a serializer that has settings, as the one with id 1 does.</summary>
    public RefusingSerializer(ExtendedActorSystem system, Config settings) : this(system) => _ = settings;

    /// <summary>The id of the serializer it replaces.</summary>
    public override int Identifier => 1;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) =>
        throw new SerializationException($"{obj.GetType().Name} is no message of this protocol");

    public override object FromBinary(byte[] bytes, Type type) =>
        throw Refusals.Refuse("a message of no known kind was refused");
}
