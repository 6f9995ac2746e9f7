import { RestError, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';

/**
 * Lets an answer be used where its last byte arrives. The usual way keeps a page of a megabyte as
 * text, then as JSON, in promises that the engine holds to be long-lived by then: what a company has
 * in pages piles up there although nobody needs it any more. Here both are gone when `use` is done.
 */
export interface FoldingClient extends HttpClient {
  /** Has the text of a good answer to the request used at once; other answers keep their text. */
  use(request: PipelineRequest, use: (text: string) => void): void;
}

export function createFoldingClient(http: HttpClient): FoldingClient {
  const uses = new WeakMap<PipelineRequest, (text: string) => void>();
  return {
    use(request, use) {
      uses.set(request, use);
      request.streamResponseStatusCodes = new Set([200]);
    },
    async sendRequest(request) {
      const response = await http.sendRequest(request);
      const use = uses.get(request);
      const { readableStreamBody } = response;
      if (use && readableStreamBody) {
        delete response.readableStreamBody;
        await useText(readableStreamBody, use);
      }
      return response;
    },
  };
}

function useText(stream: NodeJS.ReadableStream, use: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', (error: Error) => {
      reject(
        error.name === 'AbortError'
          ? error
          : new RestError(`Error reading response as text: ${error.message}`, {
              code: RestError.PARSE_ERROR,
            }),
      );
    });
    stream.on('end', () => {
      try {
        // The listener outlives the answer, and must not hold it.
        use(Buffer.concat(chunks.splice(0)).toString('utf8'));
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
