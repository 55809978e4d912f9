ALTER TABLE "delivery_batches" ADD COLUMN "put_off_since" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "job_outbox" ADD COLUMN "attempted_by" text;