using System.Buffers;

namespace Akka.Serialization;

/// <summary>
/// A <see cref="Serializer"/> that can also write into memory that is lent to it, so that sending many bytes makes no garbage. Akka.NET has no such
/// interface, and asks every serializer for an array.
/// </summary>
public interface IBufferSerializer
{
    /// <summary>Writes what <see cref="Serializer.ToBinary(object)"/> gives.</summary>
    void ToBinary(object obj, IBufferWriter<byte> buffer);
}
