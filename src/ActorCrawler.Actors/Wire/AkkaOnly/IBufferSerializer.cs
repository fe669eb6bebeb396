using System.Buffers;

namespace Akka.Serialization;

/// <summary>The embedded runtime's interface, which Akka.NET does not have and never asks for: so that there is one source for both.</summary>
internal interface IBufferSerializer
{
    void ToBinary(object obj, IBufferWriter<byte> buffer);
}
