using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.Http.Connections;

/// <summary>Makes one TCP connection; fails with <see cref="SocketException"/>.</summary>
internal delegate Task<Socket> Dial(IPEndPoint address, CancellationToken cancellationToken);
