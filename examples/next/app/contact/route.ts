export async function POST(request: Request): Promise<Response> {
  const { message } = (await request.json()) as { readonly message: string };
  return Response.json({ received: message }, { status: 201 });
}
